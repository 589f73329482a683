"""Files that hold other files: unpacked here, under caps, before any library sees a byte of what they hold."""

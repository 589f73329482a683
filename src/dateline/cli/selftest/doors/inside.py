"""Addresses that no fetched page may lead to, in every spelling that is known to have fooled a reader."""

from __future__ import annotations

from typing import Final

INSIDE_4: Final = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.1.2.3",
    "127.255.255.255", "169.254.0.1", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1",
    "192.0.0.8", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1",
    "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "192.31.196.1", "192.52.193.1", "192.175.48.1",
)  # fmt: skip
"""Private, local, multicast and special. Origin: IANA IPv4 Special-Purpose Address Registry."""
INSIDE_6: Final = (
    "::", "::1", "::2", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:7f00:1", "::127.0.0.1", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::1", "2001:2::1",
    "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:101::1",
    "2002:808:808::1", "3fff::1", "3ffe::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1",
    "fe80::1%eth0", "fec0::1", "ff00::1", "ff02::1", "ff02::fb", "ff0e::1", "2620:4f:8000::1", "4000::1", "8000::1",
    "e000::1",
)  # fmt: skip
"""The same for IPv6, with tunnels and translations that carry an IPv4 address inside."""
SPELLED: Final = (
    "http://[fe80::1%25eth0]/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://017700000001/",
    "http://0177.0.0.1/", "http://127.1/", "http://127.0.1/", "http://0/", "http://127.0.0.1./", "http://localhost/",
    "http://LOCALHOST./", "http://a.localhost/", "http://printer.local/", "http://metadata.google.internal/",
    "http://router.lan/", "http://nas.home.arpa/", "http://host.docker.internal/", "http://127。0。0。1/",
    "http://１２７.０.０.１/", "http://①②⑦.⓪.⓪.①/", "http://ⓛocalhost/", "http://user@news.example.org/",
    "http://news.example.org:pw@127.0.0.1/", "http://127.0.0.1#@news.example.org/", "http://127.0.0.1\\@news.example.org/",
    "http://news.example.org:22/", "http://news.example.org:6379/", "http://news.example.org:8080/",
    "http://news.example.org:99999/", "http://news.example.org:-1/", "http://news.example.org:x/", "http:///etc/passwd",
    "http://", "https://", "//127.0.0.1/", "127.0.0.1", "file:///etc/passwd", "ftp://news.example.org/", "gopher://127.0.0.1/",
    "dict://127.0.0.1:11211/", "data:text/html,x", "javascript:alert(1)", "unix:///run/x.sock", "jar:http://a!/b",
    "http://news.example.org/\r\nHost: 127.0.0.1", "http://news.example.org /", "http://\x00127.0.0.1/", "http://[::1/",
    "http://[127.0.0.1]/", "http://%31%32%37.0.0.1/", "http://news.example.org%00.127.0.0.1/", "http://127.0.0.1%09/",
    "http://[::ffff:7f00:0001]/", "http://[0:0:0:0:0:ffff:127.0.0.1]/", "http://0.0.0.0:80/", "https://127.0.0.1:443/",
    "http://1.0x7f.1/", "http://0x7F.1/", "http://00000177.1/", "http://[::]/", "http://..../", "http://.localhost/",
)  # fmt: skip
"""Numbers in other bases, letters that look like them, other schemes, users, ports, and what is no address at all."""

"""Events as drawings: a timeline, a map and tolls over time, as SVG that stands in the page and needs no script."""

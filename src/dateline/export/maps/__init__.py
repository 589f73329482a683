"""Events on maps, with the shape of what is uncertain: GeoJSON, GeoPackage, KML."""

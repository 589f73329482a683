"""How many came to harm, of whom, and who of the wounded died."""

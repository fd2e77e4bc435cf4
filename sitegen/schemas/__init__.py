"""JSON Schemas of the YAML files, made from the one model."""

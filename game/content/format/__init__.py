"""What a scenario file may say: the model, and the schema, guide and starting file written from it."""

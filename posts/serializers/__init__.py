"""What the API takes and gives of posts. Shapes are the contract's."""

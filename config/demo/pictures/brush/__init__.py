"""What every scene paints with: colours, outlines, textures and the canvas itself."""

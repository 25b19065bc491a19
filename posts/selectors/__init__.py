"""Reading posts and what belongs to them; everything goes through what the viewer may see."""

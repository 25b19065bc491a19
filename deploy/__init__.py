"""What runs the product: `deploy.local` on one machine."""

"""What runs the product: its programs (`topology`), their proxy (`Caddyfile`), and `deploy.local`
on one machine."""

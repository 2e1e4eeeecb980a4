echo "Hello from a warm cache"

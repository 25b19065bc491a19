"""The posts' doors for apps."""

"""The accounts' doors for apps."""

/// Amazon EC2: networks.
public enum EC2 {}

/// Amazon CloudWatch: alarms.
public enum CloudWatch {}

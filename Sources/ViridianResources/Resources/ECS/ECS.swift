/// Amazon ECS: clusters, task definitions and services.
public enum ECS {}

/// Amazon ECS: clusters, task definitions, services.
public enum ECS {}

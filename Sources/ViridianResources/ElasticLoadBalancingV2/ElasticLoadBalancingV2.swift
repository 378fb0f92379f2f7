/// Elastic Load Balancing: application load balancers.
public enum ElasticLoadBalancingV2 {}

/// The metrics that AWS publishes in the namespaces around a service.
///
/// Sources: "CloudWatch metrics for your Application Load Balancer", "Amazon ECS CloudWatch metrics", "Monitoring AWS DMS tasks".
enum Metrics {
    /// The names in a namespace; none where not all of them are listed here.
    static func names(in namespace: String) -> Set<String>? { all[namespace] }

    /// The other namespaces, among those listed here, that have a metric.
    static func namespaces(of name: String) -> [String] {
        (all.filter { $0.value.contains(name) }.map(\.key) + (containerInsights.contains(name) ? ["ECS/ContainerInsights"] : []))
            .sorted()
    }

    private static let all: [String: Set<String>] = [
        "AWS/ApplicationELB": [
            "ActiveConnectionCount", "AnomalousHostCount", "BYoIPUtilPercentage", "ClientTLSNegotiationErrorCount",
            "ConsumedLCUs", "DesyncMitigationMode_NonCompliant_Request_Count", "DroppedInvalidHeaderRequestCount",
            "ELBAuthError", "ELBAuthFailure", "ELBAuthLatency", "ELBAuthRefreshTokenSuccess", "ELBAuthSuccess",
            "ELBAuthUserClaimsSizeExceeded", "ForwardedInvalidHeaderRequestCount", "GrpcRequestCount", "HTTPCode_ELB_3XX_Count",
            "HTTPCode_ELB_4XX_Count", "HTTPCode_ELB_500_Count", "HTTPCode_ELB_502_Count", "HTTPCode_ELB_503_Count",
            "HTTPCode_ELB_504_Count", "HTTPCode_ELB_5XX_Count", "HTTPCode_Target_2XX_Count", "HTTPCode_Target_3XX_Count",
            "HTTPCode_Target_4XX_Count", "HTTPCode_Target_5XX_Count", "HTTP_Fixed_Response_Count", "HTTP_Redirect_Count",
            "HTTP_Redirect_Url_Limit_Exceeded_Count", "HealthyHostCount", "HealthyStateDNS", "HealthyStateRouting",
            "IPv6ProcessedBytes", "IPv6RequestCount", "JWTValidationFailureCount", "JWTValidationSuccessCount",
            "LambdaInternalError", "LambdaTargetProcessedBytes", "LambdaUserError", "LowReputationPacketsDropped",
            "LowReputationRequestsDenied", "MitigatedHostCount", "NewConnectionCount", "NonStickyRequestCount", "PeakLCUs",
            "ProcessedBytes", "RejectedConnectionCount", "RequestCount", "RequestCountPerTarget", "ReservedLCUs",
            "RuleEvaluations", "TargetConnectionErrorCount", "TargetResponseTime", "TargetTLSNegotiationErrorCount",
            "UnHealthyHostCount", "UnhealthyRoutingRequestCount", "UnhealthyStateDNS", "UnhealthyStateRouting",
            "ZonalShiftedHostCount",
        ],
        "AWS/ECS": [
            "ActiveConnectionCount", "CPUReservation", "CPUUtilization", "ClientTLSNegotiationErrorCount",
            "EBSFilesystemUtilization", "GPUReservation", "GrpcRequestCount", "HTTPCode_Target_2XX_Count",
            "HTTPCode_Target_3XX_Count", "HTTPCode_Target_4XX_Count", "HTTPCode_Target_5XX_Count", "MemoryReservation",
            "MemoryUtilization", "NewConnectionCount", "ProcessedBytes", "RequestCount", "RequestCountPerTarget",
            "TargetProcessedBytes", "TargetResponseTime", "TargetTLSNegotiationErrorCount",
        ],
    ]

    private static let containerInsights: Set<String> = [
        "ContainerInstanceCount", "CpuReserved", "CpuUtilized", "DeploymentCount", "DesiredTaskCount", "EphemeralStorageReserved",
        "EphemeralStorageUtilized", "MemoryReserved", "MemoryUtilized", "NetworkRxBytes", "NetworkTxBytes", "PendingTaskCount",
        "RunningTaskCount", "ServiceCount", "StorageReadBytes", "StorageWriteBytes", "TaskCount", "TaskSetCount",
    ]
}

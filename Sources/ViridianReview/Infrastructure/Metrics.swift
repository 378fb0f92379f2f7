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
        "AWS/DMS": [
            "AvailableMemory", "CDCChangesDiskSource", "CDCChangesDiskTarget", "CDCChangesMemorySource",
            "CDCChangesMemoryTarget", "CDCIncomingChanges", "CDCLatencySource", "CDCLatencyTarget",
            "CDCThroughputBandwidthSource",
            "CDCThroughputBandwidthTarget", "CDCThroughputRowsSource", "CDCThroughputRowsTarget", "CPUAllocated",
            "CPUCreditBalance", "CPUCreditUsage", "CPUSurplusCreditBalance", "CPUSurplusCreditsCharged", "CPUUtilization",
            "DiskQueueDepth", "FreeMemory", "FreeStorageSpace", "FreeableMemory", "FullLoadThroughputBandwidthSource",
            "FullLoadThroughputBandwidthTarget", "FullLoadThroughputRowsSource", "FullLoadThroughputRowsTarget",
            "MemoryAllocated", "MemoryUsage", "NetworkReceiveThroughput", "NetworkTransmitThroughput", "ReadIOPS", "ReadLatency",
            "ReadThroughput", "SwapUsage", "WriteIOPS", "WriteLatency", "WriteThroughput", "CapacityUtilization",
        ],
        "AWS/Lambda": [
            "AsyncEventAge", "AsyncEventsDropped", "AsyncEventsReceived", "ClaimedAccountConcurrency", "ConcurrentExecutions",
            "DeadLetterErrors", "DestinationDeliveryFailures", "DroppedEventCount", "Duration", "Errors",
            "FailedInvokeEventCount",
            "FilteredOutEventCount", "InvokedEventCount", "Invocations", "IteratorAge", "OffsetLag",
            "OnFailureDestinationDeliveredEventCount", "OversizedRecordCount", "PolledEventCount",
            "PostRuntimeExtensionsDuration",
            "ProvisionedConcurrencyInvocations", "ProvisionedConcurrencySpilloverInvocations",
            "ProvisionedConcurrencyUtilization", "ProvisionedConcurrentExecutions", "ProvisionedPollers",
            "RecursiveInvocationsDropped", "SignatureValidationErrors", "Throttles", "UnreservedConcurrentExecutions",
            "DeletedEventCount",
        ],
        "AWS/SQS": [
            "ApproximateAgeOfOldestMessage", "ApproximateNumberOfGroupsWithInflightMessages",
            "ApproximateNumberOfMessagesDelayed",
            "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesVisible",
            "ApproximateNumberOfNoisyGroups", "NumberOfDeduplicatedSentMessages", "NumberOfEmptyReceives",
            "NumberOfMessagesDeleted", "NumberOfMessagesReceived", "NumberOfMessagesSent", "SentMessageSize",
        ],
    ]

    /// Names that are often written for a metric of a namespace too long to be listed here whole, with the name that it has.
    ///
    /// Source: "Amazon CloudWatch metrics for Amazon RDS" and "… for Amazon Aurora".
    static func rightName(for name: String, in namespace: String) -> String? {
        guard namespace == "AWS/RDS" else { return nil }
        let wrong = name.lowercased().filter(\.isLetter)
        return misnomers[wrong] ?? databases.first { $0.lowercased() == wrong && $0 != name }
    }

    private static let databases = [
        "AuroraReplicaLag", "AuroraReplicaLagMaximum", "CPUCreditBalance", "CPUUtilization", "DatabaseConnections", "Deadlocks",
        "DiskQueueDepth", "FreeLocalStorage", "FreeStorageSpace", "FreeableMemory", "ReadIOPS", "ReadLatency", "ReplicaLag",
        "ServerlessDatabaseCapacity", "SwapUsage", "VolumeBytesUsed", "WriteIOPS", "WriteLatency",
    ]
    private static let misnomers = [
        "dbconnections": "DatabaseConnections", "connections": "DatabaseConnections", "connectioncount": "DatabaseConnections",
        "databaseconnectioncount": "DatabaseConnections", "activeconnections": "DatabaseConnections",
        "cpu": "CPUUtilization", "cpuusage": "CPUUtilization", "memoryutilization": "FreeableMemory",
        "freememory": "FreeableMemory", "freediskspace": "FreeStorageSpace", "diskspace": "FreeStorageSpace",
        "storagespace": "FreeStorageSpace", "replicationlag": "ReplicaLag", "aurorareplicationlag": "AuroraReplicaLag",
    ]

    private static let containerInsights: Set<String> = [
        "ContainerInstanceCount", "CpuReserved", "CpuUtilized", "DeploymentCount", "DesiredTaskCount", "EphemeralStorageReserved",
        "EphemeralStorageUtilized", "MemoryReserved", "MemoryUtilized", "NetworkRxBytes", "NetworkTxBytes", "PendingTaskCount",
        "RunningTaskCount", "ServiceCount", "StorageReadBytes", "StorageWriteBytes", "TaskCount", "TaskSetCount",
    ]
}

extension Rule {
    /// What people learn from failed releases: faults that lie between resources, each of which is well-formed.
    static let experience: [Rule] = services + balancing + delivery + secrets + data + network + permissions + operations

    private static let services = [
        uploadedStack, missingGracePeriod, graceWithoutBalancer, containerPort, closedContainerPort, targetType,
        codeDeployWithoutBalancer, circuitBreakerOff, circuitBreakerController, healthyPercents, noRoomToRoll,
        launchTypeWithStrategy, platformVersionOnEc2, desiredCountBesideScaling, listenerDependency, serviceWithoutBalancer,
        ec2WithoutCapacity, fixedMachineImage, missingInstanceProfile, imageWithoutAgent, instanceWithoutCluster,
        capacityProviderAssociation, terminationProtection, containerMemory, missingLogConfiguration, executionRolePermissions,
        execPermissions, healthCheckTool, singleZone, circuitBreakerThreshold, capacityProviderWeights, instanceRolePermissions,
        logStreamPrefix, reversedBounds, alarmsOff, closedHostPorts,
    ]

    private static let balancing = [
        healthCheckTimeout, deregistrationDelay, stickyTargetGroup, stickyWeights, forwardWeights, shadowedRule, catchAllRule,
        plainHttp, healthPathNotServed, tooFewZones, detachedTargetGroup, noTestRoute, pathRulesMissing, slowDetection,
        healthPathsDiffer, attributeLevel, oneTargetGroup, weightedRecordsAlike, zeroWeightRecords,
    ]

    private static let delivery = [
        deploymentGroupLoadBalancer, deploymentGroupBlueGreen, deploymentGroupStyle, deploymentGroupRollback,
        deploymentGroupAlarm, deploymentGroupController, githubOauthSource, productionWithoutApproval, privilegedBuild,
        outsideService, undefinedBuildVariable, stageOrder, artifactKey, unpinnedBuildVariable, passRoleMissing,
        codedeployTaskDefinition, hookPermissions, imageFileNotWritten, gradualShiftBehindNlb, literalTemplateUrl,
        computePlatform, wrongIdentifier, unlistedArtifact, buildPushPermissions,
    ]

    private static let secrets = [
        secretNotInjected, secretNotReadable, secretSuffix, wholeSecret, literalSecret, missingNoEcho, hostedRotationTransform,
        rotationFunction, rotationWithoutAttachment, slowRotation, rotationWithoutRedeploy,
    ]

    private static let data = [
        clusterWithoutInstance, unencryptedDatabase, auroraDefaultKey, databaseBackups, tableMappings, cdcPrerequisites,
        replicationNotStarted, dmsEngineName, openTableMappings, emptyBackupSelection, endpointWithoutSecret,
        unprotectedInProduction, unstatedDeletionPolicy, singleZoneDatabase,
    ]

    private static let network = [
        networkAclRuleNumber, networkAclReturnPorts, networkAclShadow, openSecurityGroup, openPort, noWayOut, natGatewayPerZone,
        networkAclExplicitDeny, publicImageBehindEndpoints, privateLink, unusedEndpoint, publicDatabase, databaseInPublicSubnet,
        missingFlowLogs, missingAuditExport, instanceClassForStage, privateDnsAttributes, closedPort, noWayIn,
    ]

    private static let permissions = [
        keyPolicyLockout, logGroupKeyPolicy, logGroupKeyId, passRoleCondition, wildcardResource, powerlessArn, servicePrincipal,
        invokePrincipal, confusedDeputy, managedPolicyPath,
    ]

    private static let operations = [
        alarmWithoutAction, alarmDimensions, alarmOnOneColour, unwatchedRelease, slowAlarm, unknownMetric, alarmNeverFires,
        sparseCounter, breachingCounter, inlineHandler, placeholderValue, inconsistentSuffix, untaggedResource, requiredTags,
        regionNotAllowed, undescribedTemplate, protectedBelowProduction, hardCodedAccount, missingNestedTemplate, retiredRuntime,
        unusedResource, scalingOnOneColour, sizeForBothColours,
    ]
}

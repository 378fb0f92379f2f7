extension Impact {
    /// What is lost to particular faults, where more can be said of them than of their kind.
    static let of: [String: Impact] = [
        "missing-grace-period": Impact(
            deployment: "Tasks are killed while they start, again and again; the deployment never becomes steady."),
        "grace-without-balancer": Impact(deployment: "ECS refuses the service, and the stack rolls back."),
        "container-port": Impact(
            deployment: "Health checks reach a closed port: no task becomes healthy, and the stack waits for hours."),
        "closed-container-port": Impact(
            deployment: "Every health check times out: no task becomes healthy, and the stack waits for hours."),
        "execution-role-permissions": Impact(deployment: "No task starts; the stack waits for hours and rolls back."),
        "secret-not-readable": Impact(deployment: "No task starts: ECS may not read what it is to hand over."),
        "weighted-records-alike": Impact(deployment: "A release by weights moves no request, and looks as if it did."),
        "log-group-key-id": Impact(deployment: "CloudWatch Logs refuses the key, and the stack rolls back."),
        "nested-stack-outputs": Impact(deployment: "The parent fails after the nested stack was made, and all roll back."),
        "uploaded-stack": Impact(deployment: "The nested stack is refused, or the parent fails after it was made."),
        "target-type": Impact(deployment: "ECS refuses the service, and the stack rolls back."),
        "code-deploy-without-balancer": Impact(deployment: "ECS refuses the service, and the stack rolls back."),
        "circuit-breaker-off": Impact(
            deployment: "A version that doesn't start is tried for up to three hours before CloudFormation gives up.",
            money: "The tasks that are started again and again are paid for, and so are the images that they pull."),
        "circuit-breaker-controller": Impact(
            deployment: "A failed release stays, because what should take it back does nothing."),
        "healthy-percents": Impact(deployment: "No task may stop and none may start: the deployment hangs."),
        "no-room-to-roll": Impact(deployment: "No task may stop and none may start: the deployment hangs."),
        "zero-weight-records": Impact(deployment: "Half of the users meet the colour that nobody released."),
        "hook-permissions": Impact(deployment: "Every release ends at its hook, and is taken back."),
        "image-file-not-written": Impact(deployment: "Each run of the pipeline fails after it has pushed the image."),
        "gradual-shift-behind-nlb": Impact(deployment: "CodeDeploy refuses each deployment."),
        "breaching-counter": Impact(
            deployment: "The alarm rings when all is well: releases are stopped for it, or go on without it."),
        "platform-version-on-ec2": Impact(deployment: "ECS refuses the service, and the stack rolls back."),
        "desired-count-beside-scaling": Impact(
            deployment: "Each update sets the count back, under load to too few tasks.",
            money: "Or to too many, until scaling has taken them away."),
        "listener-dependency": Impact(
            deployment: "Now and then the stack fails when it is made, and rolls back; the next attempt may work."),
        "ec2-without-capacity": Impact(deployment: "Tasks wait for an instance that nobody starts; the stack waits with them."),
        "missing-instance-profile": Impact(
            deployment: "Instances can't register with the cluster, so no task is ever placed.",
            money: "The instances run and are paid for, without a task."),
        "health-check-timeout": Impact(deployment: "Elastic Load Balancing refuses the target group, and the stack rolls back."),
        "deregistration-delay": Impact(
            deployment: "Each deployment and each rollback takes up to five minutes longer.",
            money: "Tasks that are no longer used are paid for as long."),
        "sticky-target-group": Impact(
            deployment: "Clients stay with one colour whatever the weights say: a canary is judged by others than planned."),
        "sticky-weights": Impact(
            deployment: "Clients of the old version stay with it after the switch, and get errors once its tasks are gone."),
        "closed-host-ports": Impact(
            deployment: "Every health check times out: no task becomes healthy, and the stack waits for hours."),
        "forward-weights": Impact(deployment: "The weights don't send the share of requests that is planned."),
        "shadowed-rule": Impact(deployment: "Test traffic or a path goes to the other colour, and nobody is told."),
        "plain-http": Impact(security: "What clients send, passwords and cookies too, can be read and changed on its way."),
        "health-path-not-served": Impact(
            deployment: "Every health check fails: no task becomes healthy, and the stack rolls back after hours."),
        "deployment-group-load-balancer": Impact(
            deployment: "CodeDeploy refuses the deployment group, and the stack rolls back."),
        "deployment-group-blue-green": Impact(deployment: "CodeDeploy refuses the deployment group, and the stack rolls back."),
        "deployment-group-style": Impact(deployment: "CodeDeploy refuses the deployment group, and the stack rolls back."),
        "deployment-group-rollback": Impact(deployment: "A bad release stays until somebody takes it back by hand."),
        "deployment-group-alarm": Impact(deployment: "Errors that users see stop no release."),
        "github-oauth-source": Impact(
            security: "A personal token with access to all of its owner's repositories lies in the pipeline."),
        "production-without-approval": Impact(deployment: "Every push reaches production, a bad one too."),
        "secret-not-injected": Impact(deployment: "The container starts without its password and fails at its first query."),
        "secret-suffix": Impact(deployment: "The task can't start: ECS finds no such secret."),
        "whole-secret": Impact(deployment: "The application gets a JSON document where it expects a password, and can't log in."),
        "literal-secret": Impact(
            security: "Whoever may read the template, its history or the stack knows the password; it can't be rotated."),
        "missing-no-echo": Impact(security: "The password is shown to everybody who may look at the stack."),
        "hosted-rotation-transform": Impact(deployment: "CloudFormation refuses the rotation, and the stack rolls back."),
        "rotation-without-attachment": Impact(security: "The rotation fails each time, and the password stays what it was."),
        "cluster-without-instance": Impact(deployment: "The cluster has no instance to connect to: the application can't start."),
        "unencrypted-database": Impact(
            deployment: "Encryption can't be switched on later: the database has to be replaced.",
            security: "Disks, backups and snapshots can be read by whoever gets at them."),
        "database-backups": Impact(deployment: "A bad migration can't be taken back: yesterday's data is gone."),
        "replication-not-started": Impact(
            deployment: "No data is copied, and nothing says so.",
            money: "The replication instance is paid for, without a task."),
        "network-acl-rule-number": Impact(deployment: "EC2 refuses the entry, and the stack rolls back."),
        "network-acl-return-ports": Impact(
            deployment: "No answer gets through: images can't be pulled, health checks time out, no task becomes healthy."),
        "network-acl-shadow": Impact(deployment: "The subnets are cut off: no task can pull its image or answer a health check."),
        "open-security-group": Impact(security: "Anybody on the internet can try the port, and will."),
        "no-way-out": Impact(deployment: "Tasks can't pull their image or read their secrets: none ever starts."),
        "nat-gateway-per-zone": Impact(money: "Below production one NAT gateway does; each further one costs by the hour."),
        "key-policy-lockout": Impact(
            deployment: "What it encrypts can only be recovered with AWS's support.",
            security: "Nobody can change the key any more."),
        "pass-role-condition": Impact(security: "Whoever has this permission can give the role to a service of their choice."),
        "wildcard-resource": Impact(security: "A fault or an intruder in one service reaches the resources of all others."),
        "wildcard-action": Impact(security: "A fault or an intruder in one service may do whatever the account may."),
        "alarm-dimensions": Impact(deployment: "The alarm never fires, so it stops no release."),
        "alarm-on-one-colour": Impact(deployment: "After the next release the alarm looks at the colour without traffic."),
        "alarm-without-action": Impact(deployment: "The alarm changes its colour on a page, and nobody is told."),
        "log-group-retention": Impact(money: "Storage grows every month and is paid for as long as the group exists."),
        "mutable-image-tag": Impact(
            deployment: "A rollback may start the image that failed, because the tag has moved.",
            security: "What runs can't be told from the template."),
        "untagged-resource": Impact(money: "What it costs is on nobody's account."),
    ]
}

/// AWS Certificate Manager, as everybody calls it.
public typealias ACM = CertificateManager

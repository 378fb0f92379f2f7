import ViridianPostgreSQL
import ViridianSchema

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads the catalogues of both databases, compares them, and says what came of it.
struct Validator: Sendable {
    var configuration: Configuration
    var secrets: SecretsManager
    /// Takes the report as a line of JSON: what doesn't fit into an error is in the log.
    var log: @Sendable (String) -> Void

    /// The answer; an error where the schemas don't fit and nobody asked for the report alone.
    func answer(_ event: ValidationEvent) async throws -> ValidationAnswer {
        async let blueSecret = secret(of: .blue)
        async let greenSecret = secret(of: .green)
        let (blue, green) = try await (blueSecret, greenSecret)
        guard !blue.isSameDatabase(as: green) else {
            throw ValidatorError(
                .invalidConfiguration,
                "Blue and green are the same database, \(blue.database) at \(blue.host): set BLUE_DATABASE or GREEN_DATABASE.")
        }
        async let blueCatalogue = catalogue(blue, of: .blue)
        async let greenCatalogue = catalogue(green, of: .green)
        let catalogues = [Colour.blue: try await blueCatalogue, .green: try await greenCatalogue]
            .mapValues { $0.only(schemas: Set(event.schemas)) }
        let comparison = SchemaComparison.compare(
            stable: catalogues[event.stable] ?? SchemaCatalogue(), candidate: catalogues[event.stable.other] ?? SchemaCatalogue())
        let report = ValidationReport(comparison, stable: event.stable)
        log(try Self.line(report))
        if event.isLifecycleHook { return .hook(isPassed: report.compatible || event.reportsOnly) }
        if let error = report.error, !event.reportsOnly { throw error }
        return .report(report)
    }

    private func secret(of colour: Colour) async throws(ValidatorError) -> DatabaseSecret {
        guard let database = configuration.databases[colour] else {
            throw ValidatorError(.invalidConfiguration, "The database of \(colour) isn't configured.")
        }
        return try DatabaseSecret(try await secrets.secret(database.secretARN), for: colour, database: database)
    }

    private func catalogue(_ secret: DatabaseSecret, of colour: Colour) async throws(ValidatorError) -> SchemaCatalogue {
        let endpoint = PostgreSQLEndpoint(
            host: secret.host, port: secret.port, security: .verified(rootCertificates: configuration.rootCertificates))
        do throws(PostgreSQLError) {
            let connection = try await PostgreSQLConnection.connect(to: endpoint, as: secret.login, timeout: .seconds(20))
            do throws(PostgreSQLError) {
                let catalogue = try await connection.catalogue()
                await connection.close()
                return catalogue
            } catch {
                await connection.close()
                throw error
            }
        } catch {
            throw ValidatorError(error, colour: colour)
        }
    }

    private static func line(_ report: ValidationReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }
}

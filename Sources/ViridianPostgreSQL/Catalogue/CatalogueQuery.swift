/// What is asked of PostgreSQL's own catalogue. The texts are fixed: nothing of a user's gets into them.
///
/// What belongs to the system or to an extension, temporary tables, and the partitions of a table are left out. Names are written
/// as a statement would write them, in quotation marks where they need some.
///
/// Source: PostgreSQL manual, "System Catalogs".
enum CatalogueQuery {
    /// All is read at one moment, nothing is written, and every name comes with its schema.
    static let begin = """
        BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
        SET LOCAL search_path = pg_catalog;
        SET LOCAL statement_timeout = '60s';
        """

    static let end = "COMMIT"

    /// Between the parts of a list, as no name has it.
    static let separator = "\u{1f}"

    private static let relationFilter = """
        r.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT r.relispartition
            AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
            AND NOT EXISTS (
                SELECT FROM pg_depend e
                WHERE e.classid = 'pg_class'::regclass AND e.objid = r.oid AND e.deptype = 'e')
        """

    private static let relationName = "quote_ident(n.nspname) || '.' || quote_ident(r.relname)"

    /// Relation, kind, column, type, NOT NULL, identity, generated, expression, collation.
    static let columns = """
        SELECT \(relationName), r.relkind, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), a.attnotnull,
            a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid),
            CASE WHEN a.attcollation <> t.typcollation THEN quote_ident(m.nspname) || '.' || quote_ident(o.collname) END
        FROM pg_class r
        JOIN pg_namespace n ON n.oid = r.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
        LEFT JOIN pg_collation o ON o.oid = a.attcollation
        LEFT JOIN pg_namespace m ON m.oid = o.collnamespace
        WHERE \(relationFilter)
        """

    /// Relation, name, kind, definition, columns. A foreign key to a table in partitions has a shadow for each: left out.
    static let constraints = """
        SELECT \(relationName), quote_ident(c.conname), c.contype, pg_get_constraintdef(c.oid),
            array_to_string(ARRAY(
                SELECT quote_ident(a.attname) FROM pg_attribute a
                WHERE a.attrelid = r.oid AND a.attnum = ANY (c.conkey)), E'\\x1f')
        FROM pg_constraint c
        JOIN pg_class r ON r.oid = c.conrelid
        JOIN pg_namespace n ON n.oid = r.relnamespace
        WHERE c.contype IN ('p', 'u', 'f', 'c', 'x') AND c.conparentid = 0 AND \(relationFilter)
        """

    /// Relation, uniqueness, definition, columns where it is about nothing else. What isn't valid is as good as not there.
    static let indexes = """
        SELECT \(relationName), i.indisunique, pg_get_indexdef(i.indexrelid),
            CASE WHEN i.indpred IS NULL AND i.indexprs IS NULL AND NOT i.indnullsnotdistinct THEN
                array_to_string(ARRAY(
                    SELECT quote_ident(a.attname) FROM generate_series(0, i.indnkeyatts - 1) k
                    JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = i.indkey[k]), E'\\x1f') END
        FROM pg_index i
        JOIN pg_class r ON r.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = r.relnamespace
        WHERE i.indisvalid AND \(relationFilter)
            AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
        """

    private static let typeFilter = """
        n.nspname NOT IN ('pg_catalog', 'information_schema')
            AND NOT EXISTS (
                SELECT FROM pg_depend e
                WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
        """

    /// Type, labels.
    static let labels = """
        SELECT quote_ident(n.nspname) || '.' || quote_ident(t.typname),
            array_to_string(ARRAY(SELECT l.enumlabel FROM pg_enum l WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder), E'\\x1f')
        FROM pg_type t
        JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE t.typtype = 'e' AND \(typeFilter)
        """

    /// Domain, type, NOT NULL, default, name and definition of a condition; a line for each condition, or one without.
    static let domains = """
        SELECT quote_ident(n.nspname) || '.' || quote_ident(t.typname), format_type(t.typbasetype, t.typtypmod), t.typnotnull,
            t.typdefault, quote_ident(c.conname), pg_get_constraintdef(c.oid)
        FROM pg_type t
        JOIN pg_namespace n ON n.oid = t.typnamespace
        LEFT JOIN pg_constraint c ON c.contypid = t.oid AND c.contype = 'c'
        WHERE t.typtype = 'd' AND \(typeFilter)
        """
}

using Microsoft.EntityFrameworkCore.Migrations;

namespace ProvenanceAudit.Registry;

/// <summary>Rules of the first migrations that EF's model has no words for.</summary>
internal static class DatabaseRules
{
    /// <summary>PostgreSQL: the audit log is append-only; content that is compressed already is not compressed again.</summary>
    public static void AddPostgreSqlRules(this MigrationBuilder migration)
    {
        migration.Sql("""
            CREATE FUNCTION refuse_change_of_audit_log() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
            """);
        migration.Sql("""
            CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_log();
            """);
        migration.Sql("ALTER TABLE file_chunks ALTER COLUMN content SET STORAGE EXTERNAL;");
        migration.Sql("ALTER TABLE work_texts ALTER COLUMN text SET STORAGE EXTERNAL;");
    }

    /// <summary>SQLite: the audit log is append-only; INSERT OR REPLACE, which asks no trigger of deletion, included.</summary>
    public static void AddSqliteRules(this MigrationBuilder migration)
    {
        migration.Sql("""
            CREATE TRIGGER audit_log_is_not_updated BEFORE UPDATE ON audit_log
            BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
            """);
        migration.Sql("""
            CREATE TRIGGER audit_log_is_not_deleted BEFORE DELETE ON audit_log
            BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
            """);
        migration.Sql("""
            CREATE TRIGGER audit_log_is_not_replaced BEFORE INSERT ON audit_log
            WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
            """);
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProvenanceAudit.Registry.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Crawls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "crawl_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    catalog_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    settings_json = table.Column<string>(type: "text", nullable: false),
                    cron = table.Column<string>(type: "text", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    next_due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    warc_file = table.Column<string>(type: "text", nullable: true),
                    warc_offset = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_crawl_plans", x => x.id);
                    table.UniqueConstraint("ak_crawl_plans_id_rights_holder_id", x => new { x.id, x.rights_holder_id });
                    table.ForeignKey(
                        name: "fk_crawl_plans_catalogs_catalog_id_rights_holder_id",
                        columns: x => new { x.catalog_id, x.rights_holder_id },
                        principalTable: "catalogs",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rights_sources",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false),
                    source_address = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    first_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    http_status = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    body_sha256 = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rights_sources", x => x.id);
                    table.ForeignKey(
                        name: "fk_rights_sources_rights_holders_rights_holder_id",
                        column: x => x.rights_holder_id,
                        principalTable: "rights_holders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rights_statements",
                columns: table => new
                {
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    statement_id = table.Column<byte[]>(type: "bytea", nullable: false),
                    first_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false),
                    source_address = table.Column<string>(type: "text", nullable: false),
                    last_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    statement_json = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rights_statements", x => new { x.rights_holder_id, x.statement_id, x.first_seen });
                    table.ForeignKey(
                        name: "fk_rights_statements_rights_holders_rights_holder_id",
                        column: x => x.rights_holder_id,
                        principalTable: "rights_holders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "crawl_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    summary_json = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_crawl_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_crawl_runs_crawl_plans_plan_id_rights_holder_id",
                        columns: x => new { x.plan_id, x.rights_holder_id },
                        principalTable: "crawl_plans",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "crawled_addresses",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<byte[]>(type: "bytea", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<long>(type: "bigint", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    depth = table.Column<int>(type: "integer", nullable: false),
                    redirects = table.Column<int>(type: "integer", nullable: false),
                    rights_kind = table.Column<string>(type: "text", nullable: true),
                    rights_subject_json = table.Column<string>(type: "text", nullable: true),
                    found_on = table.Column<string>(type: "text", nullable: true),
                    run = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: true),
                    visited = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    content_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    media_type = table.Column<string>(type: "text", nullable: true),
                    body_sha256 = table.Column<string>(type: "text", nullable: true),
                    entity_tag = table.Column<string>(type: "text", nullable: true),
                    last_modified = table.Column<string>(type: "text", nullable: true),
                    redirects_to = table.Column<string>(type: "text", nullable: true),
                    warc_file = table.Column<string>(type: "text", nullable: true),
                    warc_offset = table.Column<long>(type: "bigint", nullable: true),
                    text_address = table.Column<string>(type: "text", nullable: true),
                    sketch = table.Column<byte[]>(type: "bytea", nullable: true),
                    duplicate_of = table.Column<string>(type: "text", nullable: true),
                    work_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_crawled_addresses", x => new { x.plan_id, x.key });
                    table.ForeignKey(
                        name: "fk_crawled_addresses_crawl_plans_plan_id_rights_holder_id",
                        columns: x => new { x.plan_id, x.rights_holder_id },
                        principalTable: "crawl_plans",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_crawled_addresses_works_work_id_rights_holder_id",
                        columns: x => new { x.work_id, x.rights_holder_id },
                        principalTable: "works",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_crawl_plans_catalog_id_rights_holder_id",
                table: "crawl_plans",
                columns: new[] { "catalog_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_crawl_plans_next_due",
                table: "crawl_plans",
                column: "next_due");

            migrationBuilder.CreateIndex(
                name: "ix_crawl_plans_rights_holder_id_name",
                table: "crawl_plans",
                columns: new[] { "rights_holder_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_crawl_runs_plan_id_ordinal",
                table: "crawl_runs",
                columns: new[] { "plan_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_crawl_runs_plan_id_rights_holder_id",
                table: "crawl_runs",
                columns: new[] { "plan_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_crawled_addresses_plan_id_ordinal",
                table: "crawled_addresses",
                columns: new[] { "plan_id", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "ix_crawled_addresses_plan_id_rights_holder_id",
                table: "crawled_addresses",
                columns: new[] { "plan_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_crawled_addresses_work_id",
                table: "crawled_addresses",
                column: "work_id");

            migrationBuilder.CreateIndex(
                name: "ix_crawled_addresses_work_id_rights_holder_id",
                table: "crawled_addresses",
                columns: new[] { "work_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_rights_sources_rights_holder_id_site_first_seen",
                table: "rights_sources",
                columns: new[] { "rights_holder_id", "site", "first_seen" });

            migrationBuilder.CreateIndex(
                name: "ix_rights_sources_rights_holder_id_source_address_last_seen",
                table: "rights_sources",
                columns: new[] { "rights_holder_id", "source_address", "last_seen" });

            migrationBuilder.CreateIndex(
                name: "ix_rights_statements_rights_holder_id_site_first_seen",
                table: "rights_statements",
                columns: new[] { "rights_holder_id", "site", "first_seen" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "crawl_runs");

            migrationBuilder.DropTable(
                name: "crawled_addresses");

            migrationBuilder.DropTable(
                name: "rights_sources");

            migrationBuilder.DropTable(
                name: "rights_statements");

            migrationBuilder.DropTable(
                name: "crawl_plans");
        }
    }
}

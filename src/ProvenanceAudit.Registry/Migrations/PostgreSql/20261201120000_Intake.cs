using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProvenanceAudit.Registry.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Intake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<byte[]>(
                name: "text_sha256",
                table: "works",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AddColumn<string>(
                name: "described_by",
                table: "works",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "edition_group_id",
                table: "works",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "iscc_meta",
                table: "works",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "iscc_text",
                table: "works",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "publisher",
                table: "works",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "relations",
                table: "works",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "terms",
                table: "works",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AlterColumn<Guid>(
                name: "stored_file_id",
                table: "submissions",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string>(
                name: "check_json",
                table: "submissions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "columns",
                table: "submissions",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "discarded",
                table: "submissions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_held",
                table: "submissions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "source_address",
                table: "submissions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "effect",
                table: "submission_records",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "work_keys",
                columns: table => new
                {
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    work_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_keys", x => new { x.rights_holder_id, x.key, x.work_id });
                    table.ForeignKey(
                        name: "fk_work_keys_works_work_id_rights_holder_id",
                        columns: x => new { x.work_id, x.rights_holder_id },
                        principalTable: "works",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "work_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    work_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by_submission_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changes = table.Column<string>(type: "text", nullable: false),
                    description_json = table.Column<string>(type: "text", nullable: false),
                    text_sha256 = table.Column<byte[]>(type: "bytea", nullable: true),
                    withdrawn = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_work_versions_works_work_id_rights_holder_id",
                        columns: x => new { x.work_id, x.rights_holder_id },
                        principalTable: "works",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_works_rights_holder_id_edition_group_id",
                table: "works",
                columns: new[] { "rights_holder_id", "edition_group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_works_rights_holder_id_text_sha256",
                table: "works",
                columns: new[] { "rights_holder_id", "text_sha256" });

            migrationBuilder.CreateIndex(
                name: "ix_work_keys_work_id_rights_holder_id",
                table: "work_keys",
                columns: new[] { "work_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_work_versions_work_id_rights_holder_id",
                table: "work_versions",
                columns: new[] { "work_id", "rights_holder_id" });

            // A work of which no other edition is known is alone in its group.
            migrationBuilder.Sql("UPDATE works SET edition_group_id = id;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "work_keys");

            migrationBuilder.DropTable(
                name: "work_versions");

            migrationBuilder.DropIndex(
                name: "ix_works_rights_holder_id_edition_group_id",
                table: "works");

            migrationBuilder.DropIndex(
                name: "ix_works_rights_holder_id_text_sha256",
                table: "works");

            migrationBuilder.DropColumn(
                name: "described_by",
                table: "works");

            migrationBuilder.DropColumn(
                name: "edition_group_id",
                table: "works");

            migrationBuilder.DropColumn(
                name: "iscc_meta",
                table: "works");

            migrationBuilder.DropColumn(
                name: "iscc_text",
                table: "works");

            migrationBuilder.DropColumn(
                name: "publisher",
                table: "works");

            migrationBuilder.DropColumn(
                name: "relations",
                table: "works");

            migrationBuilder.DropColumn(
                name: "terms",
                table: "works");

            migrationBuilder.DropColumn(
                name: "check_json",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "columns",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "discarded",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "is_held",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "source_address",
                table: "submissions");

            migrationBuilder.DropColumn(
                name: "effect",
                table: "submission_records");

            migrationBuilder.AlterColumn<byte[]>(
                name: "text_sha256",
                table: "works",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "stored_file_id",
                table: "submissions",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}

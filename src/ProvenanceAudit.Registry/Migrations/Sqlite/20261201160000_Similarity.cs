using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProvenanceAudit.Registry.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Similarity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "paraphrases",
                table: "scans",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "similarity_json",
                table: "scans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "similarity_settings_json",
                table: "scan_plans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "sentences",
                table: "matches",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<double>(
                name: "similarity",
                table: "matches",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "paraphrases",
                table: "findings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "probability",
                table: "findings",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "verdict_json",
                table: "findings",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "paraphrases",
                table: "scans");

            migrationBuilder.DropColumn(
                name: "similarity_json",
                table: "scans");

            migrationBuilder.DropColumn(
                name: "similarity_settings_json",
                table: "scan_plans");

            migrationBuilder.DropColumn(
                name: "sentences",
                table: "matches");

            migrationBuilder.DropColumn(
                name: "similarity",
                table: "matches");

            migrationBuilder.DropColumn(
                name: "paraphrases",
                table: "findings");

            migrationBuilder.DropColumn(
                name: "probability",
                table: "findings");

            migrationBuilder.DropColumn(
                name: "verdict_json",
                table: "findings");
        }
    }
}

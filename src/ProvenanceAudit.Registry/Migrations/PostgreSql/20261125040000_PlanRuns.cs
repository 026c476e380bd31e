using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProvenanceAudit.Registry.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class PlanRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "asking_json",
                table: "scan_plans",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<bool>(
                name: "new_places_each_run",
                table: "scan_plans",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "next_due",
                table: "scan_plans",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "scan_plan_runs",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    scan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    missed = table.Column<int>(type: "integer", nullable: false),
                    left_out = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scan_plan_runs", x => new { x.plan_id, x.at });
                    table.ForeignKey(
                        name: "fk_scan_plan_runs_scan_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "scan_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_scan_plan_runs_scans_scan_id",
                        column: x => x.scan_id,
                        principalTable: "scans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_scan_plan_runs_scan_id",
                table: "scan_plan_runs",
                column: "scan_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "scan_plan_runs");

            migrationBuilder.DropColumn(
                name: "asking_json",
                table: "scan_plans");

            migrationBuilder.DropColumn(
                name: "new_places_each_run",
                table: "scan_plans");

            migrationBuilder.DropColumn(
                name: "next_due",
                table: "scan_plans");
        }
    }
}

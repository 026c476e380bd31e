using ProvenanceAudit.App.Commands;

return CommandLine.Run(args);

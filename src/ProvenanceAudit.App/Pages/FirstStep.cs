namespace ProvenanceAudit.App.Pages;

/// <summary>One of the steps by which somebody new comes to a result.</summary>
/// <param name="Title">What to do.</param>
/// <param name="Text">What it is for.</param>
/// <param name="IsDone">Whether it has been done.</param>
/// <param name="Action">Name of the link to where it is done.</param>
/// <param name="Address">Where that is; null for what others do.</param>
public sealed record FirstStep(string Title, string Text, bool IsDone, string? Action = null, string? Address = null)
{
    /// <summary>From an invitation to a report.</summary>
    public static IReadOnlyList<FirstStep> OfPublisher(IndexModel model) =>
    [
        new("Make a catalog", "A catalog is a collection of works that belong together: a list, an imprint, a series.", model.Catalogs > 0, "Make a catalog", "/catalogs#make"),
        new("Hand in the works", "One file with the texts. Records that cannot be used are named, with the reason.", model.Works > 0, "Choose a catalog", "/catalogs"),
        new("Wait for a scan", "Auditors scan models on a schedule. What is found of your works is shown here.", model.Scans > 0),
        new("Order a report", "A document with every copied passage beside its source, for your files or your lawyer.", model.Reports > 0, "Order a report", "/reports#order"),
    ];

    /// <summary>From the first account to the first scan.</summary>
    public static IReadOnlyList<FirstStep> OfAdministrator(IndexModel model) =>
    [
        new("Enter a rights holder", "The publisher or author whose works are to be looked for.", model.RightsHolders > 0, "Enter a rights holder", "/admin/rights-holders#add"),
        new("Invite its people", "Publishers hand in works and read findings; auditors run scans.", model.HasInvited, "Invite somebody", "/admin/people#invite"),
        new("Take in works", "Publishers do that; you can do it for them.", model.Works > 0, "Go to catalogs", "/catalogs"),
        new("Enter a model", "By the address of its endpoint, or for files of its outputs.", model.Models > 0, "Enter a model", "/models/edit"),
        new("Scan it", "Every passage that it copied from a work becomes a finding.", model.Scans > 0, "Start a scan", "/scans/new"),
    ];

    /// <summary>From the first model to the first scan.</summary>
    public static IReadOnlyList<FirstStep> OfAuditor(IndexModel model) =>
    [
        new("Take in works", "Publishers hand in their catalogs; you can do it for them.", model.Works > 0, "Go to catalogs", "/catalogs"),
        new("Enter a model", "By the address of its endpoint, or for files of its outputs.", model.Models > 0, "Enter a model", "/models/edit"),
        new("Scan it", "Every passage that it copied from a work becomes a finding.", model.Scans > 0, "Start a scan", "/scans/new"),
    ];
}

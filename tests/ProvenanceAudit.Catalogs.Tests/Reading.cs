using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests;

/// <summary>What reading a whole catalog gave.</summary>
internal sealed record Reading(List<WorkText> Works, List<InputProblem> Problems)
{
    public static Reading Of(string path)
    {
        var problems = new List<InputProblem>();
        var settings = new IntakeSettings { Cancellation = TestContext.Current.CancellationToken };
        return new Reading([.. new CatalogReader(path, settings).Works(problems.Add)], problems);
    }

    public IEnumerable<string> Ids => Works.Select(w => w.Work.Id);

    /// <summary>The one problem, and no work.</summary>
    public string Refusal
    {
        get
        {
            Assert.Empty(Works);
            return Assert.Single(Problems).ToString();
        }
    }
}

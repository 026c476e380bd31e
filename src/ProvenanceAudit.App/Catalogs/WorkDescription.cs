using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>What a work's description becomes when another record about it comes.</summary>
internal static class WorkDescription
{
    /// <summary>The description after a record.</summary>
    /// <param name="there">The work as the registry has it.</param>
    /// <param name="before">Its description.</param>
    /// <param name="put">The record.</param>
    public static Work After(RegisteredWork there, Work before, WorkPut put)
    {
        Work said = put.Work with { Id = before.Id };
        if (put.Action == RecordAction.Amend)
            return Amended(before, said, put.Stated);
        // A record of metadata is the publisher's word on the work. What a file of the text says beside it only fills in what that left out.
        bool isDescribedByAnother = put.Text is not null && there.DescribedBy is not null ? there.DescribedBy != put.Work.Id
            : put.Text is not null && there.ExternalId != put.Work.Id;
        return isDescribedByAnother ? FilledIn(before, said) : said;
    }

    /// <summary>Names of the fields that differ, as catalogs spell them.</summary>
    public static List<string> Differences(Work before, Work after)
    {
        var names = new List<string>();
        void Note(string name, bool isSame)
        {
            if (!isSame)
                names.Add(name);
        }

        Note("title", before.Title == after.Title);
        Note("contributors", before.Contributors.SequenceEqual(after.Contributors));
        Note("identifiers", before.Identifiers.OrderBy(i => i.Key, StringComparer.Ordinal).SequenceEqual(after.Identifiers.OrderBy(i => i.Key, StringComparer.Ordinal)));
        Note("language", before.Language == after.Language);
        Note("publisher", before.Publisher == after.Publisher);
        Note("rights_holder", before.RightsHolder == after.RightsHolder);
        Note("licence", before.Licence == after.Licence);
        Note("published", before.Published == after.Published);
        Note("terms", before.Terms.SequenceEqual(after.Terms));
        Note("relations", before.Relations.SequenceEqual(after.Relations));
        return names;
    }

    private static Work Amended(Work before, Work said, WorkParts stated)
    {
        Work after = before;
        if (stated.HasFlag(WorkParts.Description))
            after = after with { Title = said.Title, Contributors = said.Contributors, Language = said.Language };
        if (stated.HasFlag(WorkParts.Identifiers))
            after = after with { Identifiers = said.Identifiers };
        after = after with
        {
            Relations = [.. before.Relations.Where(r => !stated.HasFlag(PartOf(r))).Concat(said.Relations).Distinct()],
        };
        if (stated.HasFlag(WorkParts.Publishing))
        {
            after = after with
            {
                Publisher = said.Publisher,
                Published = said.Published,
                RightsHolder = said.RightsHolder,
                Terms = [.. after.Terms.Where(t => IsOfRights(t)), .. said.Terms.Where(t => !IsOfRights(t))],
            };
        }
        if (stated.HasFlag(WorkParts.Rights))
            after = after with { Licence = said.Licence, Terms = [.. after.Terms.Where(t => !IsOfRights(t)), .. said.Terms.Where(IsOfRights)] };
        return after;
    }

    private static bool IsOfRights(WorkTerm term) => term.Kind == WorkTermKinds.UsageTerms;

    // Which part of a description a relation belongs to. What the work is a part of may be its series or a set of books that are sold as
    // one, which their ISBN does not tell apart; one of these goes when both parts are stated anew.
    private static WorkParts PartOf(WorkRelation relation) => relation.Kind != WorkRelationKinds.PartOf ? WorkParts.Relations
        : relation.Scheme.StartsWith("isbn", StringComparison.Ordinal) || relation.Scheme.StartsWith("gtin", StringComparison.Ordinal)
            ? WorkParts.Relations | WorkParts.Series : WorkParts.Series;

    private static Work FilledIn(Work before, Work said)
    {
        var identifiers = new Dictionary<string, string>(before.Identifiers);
        foreach ((string scheme, string value) in said.Identifiers)
            identifiers.TryAdd(scheme, value);
        return before with
        {
            Title = before.Title == before.Id ? said.Title : before.Title,
            Contributors = before.Contributors.Count > 0 ? before.Contributors : said.Contributors,
            Identifiers = identifiers,
            Language = before.Language ?? said.Language,
            Publisher = before.Publisher ?? said.Publisher,
            RightsHolder = before.RightsHolder ?? said.RightsHolder,
            Licence = before.Licence ?? said.Licence,
            Published = before.Published ?? said.Published,
            Terms = before.Terms.Count > 0 ? before.Terms : said.Terms,
            Relations = before.Relations.Count > 0 ? before.Relations : said.Relations,
        };
    }
}

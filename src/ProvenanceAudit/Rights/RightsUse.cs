using System.Text.Json.Serialization;

namespace ProvenanceAudit.Rights;

/// <summary>What may be done with content; what every standard says is mapped to these.</summary>
[JsonConverter(typeof(KebabCase<RightsUse>))]
public enum RightsUse
{
    /// <summary>To fetch it by an automated client.</summary>
    Crawl,

    /// <summary>To list it in a search engine that leads to it.</summary>
    Index,

    /// <summary>To analyse it by machines for information, in the sense of art. 2(2) of directive (EU) 2019/790.</summary>
    TextAndDataMining,

    /// <summary>To train or fine-tune a model with it.</summary>
    AiTraining,

    /// <summary>To give it to a model that answers with it: grounding, retrieval, summaries.</summary>
    AiInput,
}

/// <summary>What a statement says of the uses that it names.</summary>
[JsonConverter(typeof(KebabCase<RightsEffect>))]
public enum RightsEffect
{
    /// <summary>They are permitted.</summary>
    Permit,

    /// <summary>They are reserved: not permitted without a further agreement.</summary>
    Reserve,

    /// <summary>They are permitted on conditions.</summary>
    Conditional,

    /// <summary>
    /// Neither: the statement tells something about rights (a holder, the address of terms that are not known) and decides nothing.
    /// </summary>
    Inform,
}

/// <summary>How far a statement can be relied on as what its author meant machines to read.</summary>
[JsonConverter(typeof(KebabCase<RightsStrength>))]
public enum RightsStrength
{
    /// <summary>In a machine-readable standard, written as that says.</summary>
    Standard,

    /// <summary>In a machine-readable standard, but spelt otherwise than it says; the remarks tell how.</summary>
    NonStandard,

    /// <summary>By a convention that is no standard, or that was never meant for the use asked.</summary>
    Convention,

    /// <summary>In words for people; the sentence is the raw text.</summary>
    HumanReadable,
}

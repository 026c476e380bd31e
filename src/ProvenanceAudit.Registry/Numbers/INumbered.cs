namespace ProvenanceAudit.Registry;

/// <summary>A row that is counted as well as identified, because keys of other rows are made of its number.</summary>
public interface INumbered
{
    /// <summary>Number from 1, unique among rows of the type; 0 until the row is saved, which draws it.</summary>
    long Number { get; }
}

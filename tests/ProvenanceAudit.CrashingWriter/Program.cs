using ProvenanceAudit.CrashingWriter;
using ProvenanceAudit.Lucene;

// Argument 1: the index. Argument 2: the first batch to write. Says the number of each batch once it is committed.
using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(args[0]);
for (int batch = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture); ; batch++)
{
    foreach (ProvenanceAudit.Works.WorkText work in Batches.Added(batch))
        writer.Add(work);
    writer.Remove(Batches.Removed(batch));
    writer.Commit();
    Console.Out.WriteLine(batch);
    Console.Out.Flush();
}

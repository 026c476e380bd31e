using BenchmarkDotNet.Running;
using ProvenanceAudit.Benchmarks;

// 'growth 10 50 200' measures catalogs of so many MB; everything else is BenchmarkDotNet's: --filter '*Tokenise*' --job short.
if (args is ["growth", .. var sizes])
    Growth.Run([.. sizes.Select(size => int.Parse(size, System.Globalization.CultureInfo.InvariantCulture))]);
else
    BenchmarkSwitcher.FromAssembly(typeof(SyntheticText).Assembly).Run(args);

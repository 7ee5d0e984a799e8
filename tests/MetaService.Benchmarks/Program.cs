using BenchmarkDotNet.Running;
using MetaService.Benchmarks;

if (args is ["quick", ..])
{
    return await QuickRun.RunAsync(Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(ExtractionBenchmarks).Assembly).Run(args);
return 0;

using System.Globalization;
using MetaService.Storage;
using MetaService.Storage.Tests.Support;

// "ingest PATH FIRST": stores synthetic articles from number FIRST on until it is killed, and prints the id of each as soon as it is
// acknowledged. "hold PATH": opens the file and keeps it open until its input ends.
if (args is ["ingest", var path, var first])
{
    await using var store = await ArticleStore.OpenAsync(new StorageOptions { Path = path }, TimeProvider.System, CancellationToken.None);
    var corpus = new SyntheticCorpus(11);
    var next = int.Parse(first, CultureInfo.InvariantCulture) - 1;
    await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
    {
        while (true)
        {
            var index = Interlocked.Increment(ref next);
            var article = corpus[index] with { ArticleId = string.Create(CultureInfo.InvariantCulture, $"synthetic-{index}") };
            await store.IngestAsync(article, CancellationToken.None);
            Console.WriteLine(article.ArticleId);
        }
    })));
}

if (args is ["hold", var held])
{
    await using var store = await ArticleStore.OpenAsync(new StorageOptions { Path = held }, TimeProvider.System, CancellationToken.None);
    Console.WriteLine("open");
    Console.ReadLine();
}

using MetaService.Extraction;
using MetaService.Server.Configuration;
using MetaService.Server.Validation;
using Microsoft.Extensions.Options;

namespace MetaService.Server.Services;

/// <summary>Runs extractions, as many at a time as there are processors, and turns calls away when too many wait.</summary>
internal sealed class ExtractionGate : IDisposable
{
    private readonly MetadataExtractor _extractor;
    private readonly SemaphoreSlim _slots;
    private readonly int _maxWaiting;
    private int _waiting;

    public ExtractionGate(MetadataExtractor extractor, IOptions<LimitOptions> limits)
    {
        _extractor = extractor;
        var slots = limits.Value.MaxConcurrentExtractions is > 0 and var n ? n : Environment.ProcessorCount;
        _slots = new SemaphoreSlim(slots);
        _maxWaiting = limits.Value.MaxWaitingCalls;
    }

    /// <summary>Extracts an article of a stream: waits for its turn however long that takes, since the stream itself holds its caller back.</summary>
    /// <exception cref="OperationCanceledException">The caller left or its deadline passed.</exception>
    public async Task<ArticleMetadata> ExtractPatientlyAsync(Article article, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation);
        try
        {
            return _extractor.Extract(article, cancellation);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Extracts an article.</summary>
    /// <exception cref="Grpc.Core.RpcException">RESOURCE_EXHAUSTED with RetryInfo when too many calls wait already.</exception>
    /// <exception cref="OperationCanceledException">The caller left or its deadline passed.</exception>
    public async Task<ArticleMetadata> ExtractAsync(Article article, CancellationToken cancellation)
    {
        if (!_slots.Wait(0, CancellationToken.None))
        {
            await WaitAsync(cancellation);
        }

        try
        {
            return _extractor.Extract(article, cancellation);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task WaitAsync(CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > _maxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw FieldErrors.Exhausted("the service is at its limit of waiting calls; try again shortly", TimeSpan.FromMilliseconds(500));
        }

        try
        {
            await _slots.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}

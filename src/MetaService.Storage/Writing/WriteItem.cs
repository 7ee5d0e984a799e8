namespace MetaService.Storage.Writing;

/// <summary>One caller's write: runs within a transaction that it shares with others, and is answered after the commit.</summary>
internal abstract class WriteItem
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private int _state;

    /// <summary>Whether the writer may run it: false where its caller withdrew it.</summary>
    internal bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>Withdraws it, unless the writer has taken it already.</summary>
    internal bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting;

    /// <summary>Does the work. Whatever it throws is this item's error alone.</summary>
    internal abstract void Run(ArticleWriter writer);

    /// <summary>Tells the caller that the work is durable.</summary>
    internal abstract void Succeed();

    /// <summary>Tells the caller that nothing of the work was stored.</summary>
    internal abstract void Fail(Exception exception);
}

/// <summary>A write with an answer.</summary>
internal sealed class WriteItem<T>(Func<ArticleWriter, T> work) : WriteItem
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    internal Task<T> Answer => _answer.Task;

    internal override void Run(ArticleWriter writer) => _result = work(writer);

    internal override void Succeed() => _answer.TrySetResult(_result!);

    internal override void Fail(Exception exception) => _answer.TrySetException(exception);
}

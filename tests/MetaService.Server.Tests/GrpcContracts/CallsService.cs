using Grpc.Core;
using MetaService.Server.Tests.Protos;

namespace MetaService.Server.Tests.GrpcContracts;

/// <summary>Implements the test service; sends headers and trailers back so that tests can look at them.</summary>
public sealed class CallsService : Calls.CallsBase
{
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a handler runs.</summary>
    public Task Started => _started.Task;

    /// <summary>Completes when a handler has seen the cancellation of its call.</summary>
    public Task Cancelled => _cancelled.Task;

    public override async Task<EchoReply> Echo(EchoRequest request, ServerCallContext context)
    {
        var headers = new Metadata();
        foreach (var entry in context.RequestHeaders.Where(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            headers.Add(entry);
            context.ResponseTrailers.Add(entry);
        }

        if (context.RequestHeaders.GetValue("authorization") is { } authorization)
        {
            headers.Add("x-authorization", authorization);
        }

        context.CancellationToken.Register(() => _cancelled.TrySetResult());
        headers.Add("x-deadline", context.Deadline.ToString("O"));
        if (!request.LateHeaders)
        {
            await context.WriteResponseHeadersAsync(headers);
        }

        _started.TrySetResult();
        await Task.Delay(request.DelayMilliseconds, context.CancellationToken);
        if (request.FailWith < 0)
        {
            throw new InvalidOperationException(request.Text);
        }

        return request.FailWith == 0
            ? new EchoReply { Text = request.Text }
            : throw new RpcException(new Status((StatusCode)request.FailWith, request.Text), new Metadata { { "x-why", "asked for" } });
    }

    public override async Task<NumberReply> Sum(IAsyncStreamReader<NumberRequest> requestStream, ServerCallContext context)
    {
        var sum = 0;
        await foreach (var request in requestStream.ReadAllAsync())
        {
            sum += request.Value;
        }

        return new NumberReply { Value = sum };
    }

    public override async Task Count(NumberRequest request, IServerStreamWriter<NumberReply> responseStream, ServerCallContext context)
    {
        for (var i = 1; i <= request.Value; i++)
        {
            await responseStream.WriteAsync(new NumberReply { Value = i }, context.CancellationToken);
        }

        context.Status = new Status(StatusCode.OK, "counted");
        context.ResponseTrailers.Add("x-count", request.Value.ToString());
    }

    public override async Task Twice(
        IAsyncStreamReader<NumberRequest> requestStream, IServerStreamWriter<NumberReply> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext())
        {
            await responseStream.WriteAsync(new NumberReply { Value = 2 * requestStream.Current.Value });
        }
    }
}

using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using MetaService.Protos.Grpc.Reflection.V1;
using Request = MetaService.Protos.Grpc.Reflection.V1.ServerReflectionRequest;
using Response = MetaService.Protos.Grpc.Reflection.V1.ServerReflectionResponse;

namespace MetaService.Server.Reflection;

/// <summary>Answers reflection requests about the services of this server. Thread-safe.</summary>
internal sealed class ReflectionAnswers
{
    private readonly IHostApplicationLifetime _lifetime;
    private readonly MappedServices _mapped;
    private readonly Lazy<DescriptorIndex> _index;

    public ReflectionAnswers(MappedServices mapped, IHostApplicationLifetime lifetime)
    {
        _lifetime = lifetime;
        _mapped = mapped;

        // The messages of error details travel packed, so no file imports theirs; clients need it to show them.
        _index = new(() => new(mapped.Services.Select(service => service.File).Append(ErrorDetailsReflection.Descriptor).Append(StatusReflection.Descriptor)));
    }

    /// <summary>Answers one request. Failures are answers too: NOT_FOUND for what is not there, INVALID_ARGUMENT for no question.</summary>
    public Response Answer(Request request)
    {
        var response = new Response { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case Request.MessageRequestOneofCase.FileByFilename:
                SetFile(response, _index.Value.FindFile(request.FileByFilename), "file", request.FileByFilename);
                break;
            case Request.MessageRequestOneofCase.FileContainingSymbol:
                SetFile(response, _index.Value.FindSymbol(request.FileContainingSymbol), "symbol", request.FileContainingSymbol);
                break;
            case Request.MessageRequestOneofCase.FileContainingExtension:
                var asked = request.FileContainingExtension;
                SetFile(
                    response,
                    _index.Value.FindExtension(asked.ContainingType, asked.ExtensionNumber),
                    "extension",
                    $"{asked.ExtensionNumber} of {asked.ContainingType}");
                break;
            case Request.MessageRequestOneofCase.AllExtensionNumbersOfType:
                SetExtensionNumbers(response, request.AllExtensionNumbersOfType);
                break;
            case Request.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new() { Service = { _mapped.Services.Select(service => new ServiceResponse { Name = service.FullName }) } };
                break;
            default:
                SetError(response, StatusCode.InvalidArgument, "The request asks for nothing: no message_request is set.");
                break;
        }

        return response;
    }

    /// <summary>Answers every request of a stream in order. Ends with UNAVAILABLE when the server stops, so that an idle client does not hold it up.</summary>
    /// <typeparam name="TRequest">The requests of one version of the protocol.</typeparam>
    /// <typeparam name="TResponse">The responses of that version.</typeparam>
    /// <param name="requests">The requests.</param>
    /// <param name="responses">Takes the responses.</param>
    /// <param name="answer">Answers one request.</param>
    /// <param name="cancellationToken">Cancelled with the call.</param>
    public async Task AnswerAllAsync<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<TResponse> responses,
        Func<TRequest, TResponse> answer,
        CancellationToken cancellationToken)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = _lifetime.ApplicationStopping.Register(stopping.SetResult);
        while (true)
        {
            var next = requests.MoveNext(cancellationToken);
            if (await Task.WhenAny(next, stopping.Task) != next)
            {
                throw new RpcException(new(StatusCode.Unavailable, "The server is stopping."));
            }

            if (!await next)
            {
                return;
            }

            await responses.WriteAsync(answer(requests.Current), cancellationToken);
        }
    }

    private static void SetFile(Response response, FileDescriptor? file, string kind, string name)
    {
        if (file is null)
        {
            SetError(response, StatusCode.NotFound, $"There is no {kind} {name}.");
            return;
        }

        response.FileDescriptorResponse = new() { FileDescriptorProto = { DescriptorIndex.WithImports(file) } };
    }

    private static void SetError(Response response, StatusCode code, string message) =>
        response.ErrorResponse = new() { ErrorCode = (int)code, ErrorMessage = message };

    private void SetExtensionNumbers(Response response, string messageName)
    {
        if (_index.Value.ExtensionNumbers(messageName) is not { } numbers)
        {
            SetError(response, StatusCode.NotFound, $"There is no message {messageName}.");
            return;
        }

        response.AllExtensionNumbersResponse = new() { BaseTypeName = messageName, ExtensionNumber = { numbers } };
    }
}

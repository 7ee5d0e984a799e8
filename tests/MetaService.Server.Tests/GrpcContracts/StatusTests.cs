using Grpc.Core;

namespace MetaService.Server.Tests.GrpcContracts;

public class StatusTests
{
    [Theory]
    [InlineData(StatusCode.OK, 0)]
    [InlineData(StatusCode.Cancelled, 1)]
    [InlineData(StatusCode.Unknown, 2)]
    [InlineData(StatusCode.InvalidArgument, 3)]
    [InlineData(StatusCode.DeadlineExceeded, 4)]
    [InlineData(StatusCode.NotFound, 5)]
    [InlineData(StatusCode.AlreadyExists, 6)]
    [InlineData(StatusCode.PermissionDenied, 7)]
    [InlineData(StatusCode.ResourceExhausted, 8)]
    [InlineData(StatusCode.FailedPrecondition, 9)]
    [InlineData(StatusCode.Aborted, 10)]
    [InlineData(StatusCode.OutOfRange, 11)]
    [InlineData(StatusCode.Unimplemented, 12)]
    [InlineData(StatusCode.Internal, 13)]
    [InlineData(StatusCode.Unavailable, 14)]
    [InlineData(StatusCode.DataLoss, 15)]
    [InlineData(StatusCode.Unauthenticated, 16)]
    public void Codes_have_the_numbers_of_the_wire(StatusCode code, int number) => Assert.Equal(number, (int)code);

    [Fact]
    public void Text_names_code_detail_and_cause()
    {
        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"no article\")", new Status(StatusCode.NotFound, "no article").ToString());
        Assert.Equal(
            "Status(StatusCode=\"Internal\", Detail=\"x\", DebugException=\"System.InvalidOperationException: inner\")",
            new Status(StatusCode.Internal, "x", new InvalidOperationException("inner")).ToString());
    }

    [Fact]
    public void Constants_have_an_empty_detail()
    {
        Assert.Equal(new Status(StatusCode.OK, ""), Status.DefaultSuccess);
        Assert.Equal(new Status(StatusCode.Cancelled, ""), Status.DefaultCancelled);
    }

    [Fact]
    public void Exception_carries_status_trailers_and_cause()
    {
        var cause = new TimeoutException("slow");
        var status = new Status(StatusCode.Unavailable, "down", cause);
        var trailers = new Metadata { { "retry", "1" } };

        var exception = new RpcException(status, trailers);
        Assert.Equal(status.ToString(), exception.Message);
        Assert.Equal(StatusCode.Unavailable, exception.StatusCode);
        Assert.Same(trailers, exception.Trailers);
        Assert.Same(cause, exception.InnerException);

        Assert.Empty(new RpcException(status).Trailers);
        Assert.Equal(status.ToString(), new RpcException(status).Message);
        Assert.Equal("own", new RpcException(status, "own").Message);
        Assert.Equal("own", new RpcException(status, trailers, "own").Message);
        Assert.Throws<ArgumentNullException>(() => new RpcException(status, (Metadata)null!));
    }
}

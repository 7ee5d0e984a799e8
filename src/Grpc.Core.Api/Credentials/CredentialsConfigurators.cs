namespace Grpc.Core;

/// <summary>Takes the parts of <see cref="CallCredentials"/>; implemented by channels.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>The credentials consist of several.</summary>
    /// <param name="state">From the caller.</param>
    /// <param name="credentials">The parts, in order.</param>
    public abstract void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>The credentials ask a function for metadata.</summary>
    /// <param name="state">From the caller.</param>
    /// <param name="interceptor">The function.</param>
    public abstract void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor);
}

/// <summary>Takes the parts of <see cref="ChannelCredentials"/>; implemented by channels.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>The channel is not secure.</summary>
    /// <param name="state">From the caller.</param>
    public abstract void SetInsecureCredentials(object? state);

    /// <summary>The channel is secured by TLS.</summary>
    /// <param name="state">From the caller.</param>
    /// <param name="rootCertificates">Trusted roots in PEM; null for those of the system.</param>
    /// <param name="keyCertificatePair">The client's certificate; null for none.</param>
    /// <param name="verifyPeerCallback">A further check of the server's certificate; null for none.</param>
    public abstract void SetSslCredentials(
        object? state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback);

    /// <summary>The channel applies call credentials to every call.</summary>
    /// <param name="state">From the caller.</param>
    /// <param name="channelCredentials">How the channel is secured.</param>
    /// <param name="callCredentials">What is applied to every call.</param>
    public abstract void SetCompositeCredentials(object? state, ChannelCredentials channelCredentials, CallCredentials callCredentials);
}

namespace Grpc.Core;

/// <summary>What is known of a remote method without its message types.</summary>
public interface IMethod
{
    /// <summary>How many messages go each way.</summary>
    MethodType Type { get; }

    /// <summary>The full name of the service, package included.</summary>
    string ServiceName { get; }

    /// <summary>The name of the method alone.</summary>
    string Name { get; }

    /// <summary>The path of the method: a slash, the service, a slash, the method.</summary>
    string FullName { get; }
}

import type { ClientReader, RequestPattern } from '../client-reader.ts';

const client = 'grpc';

/** gRPC has codes of its own; an HTTP status is seldom printed, so the status stays unknown. */
const patterns: readonly RequestPattern[] = [
  // rpc error: code = PermissionDenied desc = caller may not call
  { form: /rpc error: code = PermissionDenied/, gives: { client, stage: 'authorization' } },
  // rpc error: code = Unauthenticated desc = missing token
  { form: /rpc error: code = Unauthenticated/, gives: { client, stage: 'authentication' } },
  // rpc error: code = ResourceExhausted desc = quota exceeded
  { form: /rpc error: code = ResourceExhausted/, gives: { client, stage: 'rate-limit' } },
  // rpc error: code = Unavailable desc = connection error: desc = "transport: dial tcp 192.0.2.7:443: connect: connection refused"
  {
    form: /rpc error: code = Unavailable desc = .{0,300}(?:dial tcp|certificate|no such host)/,
    gives: { client },
  },
  // Error: 7 PERMISSION_DENIED: caller may not call
  {
    form: /(?:Error: 7 |StatusRuntimeException: |StatusCode\.|<AioRpcError.{0,80})PERMISSION_DENIED/,
    gives: { client, stage: 'authorization' },
  },
  // Error: 16 UNAUTHENTICATED: missing token
  {
    form: /(?:Error: 16 |StatusRuntimeException: |StatusCode\.|<AioRpcError.{0,80})UNAUTHENTICATED/,
    gives: { client, stage: 'authentication' },
  },
];

/** gRPC in Go, Node, Java and Python. */
export const grpc: ClientReader = {
  client,
  byProgram: true,
  triggers: ['rpc error: code', 'permission_denied', 'unauthenticated'],
  patterns,
};

import type { ClientReader } from '../client-reader.ts';
import { accessLog } from './access-log.ts';
import { anyClient } from './any-client.ts';
import { cargo } from './cargo.ts';
import { cloud } from './cloud.ts';
import { containers } from './containers.ts';
import { curl } from './curl.ts';
import { git } from './git.ts';
import { github } from './github.ts';
import { go } from './go.ts';
import { grpc } from './grpc.ts';
import { javaDotnetHttp } from './java-dotnet-http.ts';
import { jvmBuilds } from './jvm-builds.ts';
import { nodeHttp } from './node-http.ts';
import { npm } from './npm.ts';
import { pythonHttp } from './python-http.ts';
import { pythonPackages } from './python-packages.ts';
import { systemPackages } from './system-packages.ts';
import { wget } from './wget.ts';

/** Order is meaning: the first reader that understands a line wins, so the most particular wording comes first. */
export const clients: readonly ClientReader[] = [
  npm,
  git,
  wget,
  pythonPackages,
  jvmBuilds,
  cargo,
  cloud,
  github,
  systemPackages,
  containers,
  go,
  javaDotnetHttp,
  pythonHttp,
  nodeHttp,
  grpc,
  accessLog,
  curl,
  anyClient,
];

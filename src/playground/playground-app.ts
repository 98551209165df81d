/** The bot as the local workspace knows it. */
export const PLAYGROUND_APP = {
  botUser: { id: 'U0FAULTLNE', name: 'Faultline' },
  botId: 'B0FAULTLNE',
  appId: 'A0FAULTLNE',
};

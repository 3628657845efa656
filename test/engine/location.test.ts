import { SendMedia } from '../../nodes/SendMedia/SendMedia.node';
import { itemsOf, runNode } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

const send = async (latitude: unknown, longitude: unknown): Promise<unknown> => {
  const { outputs } = await runNode({
    node: 'sendMedia',
    parameters: {
      vendor: 'interflow',
      to: '5511999999999',
      mediaType: 'location',
      latitude: latitude as string,
      longitude: longitude as string,
    },
    items: itemsOf({ place: { lat: '-23.561414', lon: -46.655881 } }),
    credential: world.accounts.interflowV1,
    onError: 'continueRegularOutput',
  });
  const json = outputs[0]?.[0]?.json;
  return json?.['error'] ?? json?.['outcome'];
};

describe('field U3: a location', () => {
  test.each(['latitude', 'longitude'])('starts without a %s, and needs one', (name) => {
    const property = new SendMedia().description.properties.find((each) => each.name === name);
    expect(property).toMatchObject({ default: '', required: true });
  });

  test.each([
    [0, 0],
    ['0', '0'],
    ['0.000', 0],
    [-0, 0],
  ])('at %j, %j is nowhere, and nothing is sent', async (latitude, longitude) => {
    expect(await send(latitude, longitude)).toBe(
      '"Latitude" and "Longitude" are both 0, a point in the sea. Fill in where the place is, or check their expressions.',
    );
    expect(world.simulator.requests).toEqual([]);
  });

  test.each([
    ['={{ $json.place.lat }}', '={{ $json.place.lon }}', -23.561414],
    ['-23,561414', '-46,655881', -23.561414],
    [0, -46.6, 0],
    [-23.5, 0, -23.5],
  ])('at %j, %j is sent as numbers', async (latitude, longitude, expected) => {
    expect(await send(latitude, longitude)).toBe('sent');
    expect(world.simulator.requests[0]?.json).toMatchObject({ content: { latitude: expected } });
  });
});

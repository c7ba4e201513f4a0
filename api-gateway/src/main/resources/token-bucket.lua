-- Takes up to ARGV[3] tokens of a bucket that fills with ARGV[1] per millisecond up to ARGV[2].
-- Answers "taken left milliseconds-until-the-next". Redis' own clock counts, so that gateways need not agree on the time.
local rate, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local state = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(state[1]), tonumber(state[2])
if tokens == nil or at == nil then
  tokens, at = burst, now
end
tokens = math.min(burst, tokens + math.max(0, now - at) * rate)
local taken = math.min(wanted, math.floor(tokens))
tokens = tokens - taken
redis.call('HSET', KEYS[1], 'tokens', string.format('%.9f', tokens), 'at', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate) + 1000)
local wait = 0
if taken == 0 then
  wait = math.ceil((1 - tokens) / rate)
end
return string.format('%d %d %d', taken, math.floor(tokens), wait)

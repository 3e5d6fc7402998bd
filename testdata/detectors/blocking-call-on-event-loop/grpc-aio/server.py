import time

import grpc

import echo_pb2_grpc


class Echo(echo_pb2_grpc.EchoServicer):
    async def Say(self, request, context):
        time.sleep(1)  # want `time\.sleep sleeps`
        return request


async def serve():
    server = grpc.aio.server()
    echo_pb2_grpc.add_EchoServicer_to_server(Echo(), server)
    await server.start()
